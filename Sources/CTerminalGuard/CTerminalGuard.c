#include "CTerminalGuard.h"
int tg_stub(void){return 0;}

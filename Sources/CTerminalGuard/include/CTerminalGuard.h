int tg_stub(void);

import HTTPTypes
import JobModel
import JobProfile

/// Webhooks: we listen, register where we do, take what is posted as a hint, and withdraw at the end.
///
///     open ─► listening ─► register ─► told by POST, each a hint ─► close ─► withdraw ─► finished
extension JobWatcher {
  /// A caller registers a URL of its own, or withdraws it.
  mutating func askForWebhook(_ callback: String, isWithdrawal: Bool, _ ticket: Ticket) {
    guard profile.registersWebhooks else {
      let failure = JobFailure.invalid(
        name: "The webhook",
        given: callback,
        allowed: "a server that takes registrations; the profile \(profile.name) has none"
      )
      return actions.append(.reply(ticket, .failure(failure)))
    }
    host.forgiveRefusal()
    let errand = WebhookErrand(callback: callback, isWithdrawal: isWithdrawal, ticket: ticket)
    outbox.append(.webhook(errand))
  }

  /// We listen: the server is told where, by a request or with each create.
  mutating func listening(port: Int, _ now: Timestamp) {
    guard let address = webhookAddress else { return }
    let callback = address.url(port: port)
    webhookURL = callback
    if profile.registersWebhooks {
      register(callback, now)
    } else {
      push.opened(at: now)
      closeGap(.webhook, now)
    }
  }

  private mutating func register(_ callback: String, _ now: Timestamp) {
    renewal.begin(at: now)
    outbox.append(.webhook(WebhookErrand(callback: callback, isWithdrawal: false)))
  }

  /// Registers again when the server seems to have forgotten it.
  ///
  /// What is not posted meanwhile is found by the polling that goes on beside every push.
  mutating func renewWebhook(_ now: Timestamp) {
    guard let due = nextRenewal, due <= now, !host.isHeld(at: now), let webhookURL else { return }
    register(webhookURL, now)
  }

  /// When the server is to be told again where it posts; nothing where it does not post, or where
  /// its answer to something else comes first.
  var nextRenewal: Timestamp? {
    guard push.kind == .webhook, push.isOpen, profile.registersWebhooks, webhookURL != nil,
      host.failures == 0
    else { return nil }
    return renewal.due
  }

  /// Where we are to listen; nothing where that was not asked for.
  var webhookAddress: WebhookAddress? {
    guard case .webhook(let url) = options.push else { return nil }
    // A URL that makes no sense was refused with the options.
    return try? WebhookAddress(url)
  }

  func request(for errand: WebhookErrand) -> WireRequest? {
    guard errand.isWithdrawal else {
      return profile.webhookRequest(registering: errand.callback, credentials: credentials)
    }
    return profile.webhookRequest(
      withdrawing: errand.callback,
      errand.replaced ?? webhooks[errand.callback] ?? Profile.WebhookRegistration(),
      credentials: credentials
    )
  }

  /// The server has done what it was asked.
  mutating func webhookAnswered(_ errand: WebhookErrand, _ answer: WireAnswer, _ now: Timestamp) {
    guard errand.replaced == nil else { return }
    let known = webhooks[errand.callback]
    webhooks[errand.callback] = errand.isWithdrawal ? nil : profile.registration(in: answer)
    if let ticket = errand.ticket { return actions.append(.reply(ticket, .success([]))) }
    guard push.kind == .webhook, errand.callback == webhookURL, !errand.isWithdrawal else {
      return
    }
    renewal.ended()
    withdraw(known, replacedIn: errand)
    if !push.isOpen { push.opened(at: now) }
    closeGap(.webhook, now)
  }

  /// Where registrations have names, a second one of the same URL would bring everything twice.
  private mutating func withdraw(
    _ known: Profile.WebhookRegistration?,
    replacedIn errand: WebhookErrand
  ) {
    guard let known, known.webhook != nil, known.webhook != webhooks[errand.callback]?.webhook
    else { return }
    outbox.append(
      .webhook(WebhookErrand(callback: errand.callback, isWithdrawal: true, replaced: known))
    )
  }

  /// The server did not do what it was asked: without a registration listening is in vain.
  mutating func webhookFailed(_ errand: WebhookErrand, _ failure: JobFailure, _ now: Timestamp) {
    if let ticket = errand.ticket { return actions.append(.reply(ticket, .failure(failure))) }
    guard push.kind == .webhook, let number = push.number, errand.callback == webhookURL,
      !errand.isWithdrawal
    else { return }
    renewal.ended()
    if push.isOpen, !failure.isForGood {
      // It may still know us, and is told again when it answers.
      return renewal.serverCameBack(at: now)
    }
    actions.append(.closePush(number))
    if case .failed(_, let code, _) = failure {
      endPush(.webhook, nil, code, now)
    } else {
      endPush(.webhook, .broken(failure.brief), nil, now)
    }
  }

  /// Something was posted to us: read where it is signed as it should be, and not for the second
  /// time.
  mutating func takePost(_ headers: HTTPFields, _ body: [UInt8], _ now: Timestamp) {
    if profile.signsWebhooks == true {
      let time = serverClock.theirs(now)
      let secret = webhookURL.flatMap { webhooks[$0]?.secret }
      guard let secret,
        let id = try? WebhookSignature.verify(headers, body: body, secret: secret, now: time)
      else { return push.unsigned += 1 }
      guard recentPosts.insert(id) else { return }
    }
    renewal.heard()
    takeMessage(PushFrame(message: try? JSON(parsing: body)), .webhook, now)
  }

  /// The requests that withdraw what is registered, or may be.
  mutating func withdrawWebhooks(_ now: Timestamp) {
    // On another connection a withdrawal may overtake the registration that is on its way.
    inFlight = inFlight.filter { _, sent in sent.errand.isRegistration }
    if !inFlight.isEmpty {
      let end = now.advanced(by: Self.farewell)
      registrationsEnd = end
      actions.append(.wake(at: end))
    }
    let registering = inFlight.values.map(\.errand).compactMap(\.callback)
    for callback in Set(webhooks.keys).subtracting(registering).sorted() { withdraw(callback) }
  }

  /// While we close: what the server was to be told is known to it, or may be.
  mutating func registrationEnded(_ number: RequestNumber, _ answer: WireAnswer?) {
    guard let callback = inFlight.removeValue(forKey: number)?.errand.callback else { return }
    if let answer { webhooks[callback] = profile.registration(in: answer) }
    withdraw(callback)
  }

  /// No registration is waited for any longer than a withdrawal would be.
  mutating func giveUpRegistrations(_ now: Timestamp) {
    guard let registrationsEnd, registrationsEnd <= now else { return }
    for number in inFlight.keys.sorted(by: { $0.value < $1.value }) {
      registrationEnded(number, nil)
    }
  }

  /// How long closing waits for a server.
  private static let farewell = Duration.seconds(2)

  private mutating func withdraw(_ callback: String) {
    let errand = WebhookErrand(callback: callback, isWithdrawal: true)
    guard let request = request(for: errand) else { return }
    let number = RequestNumber(value: nextNumber())
    withdrawals.insert(number)
    actions.append(.ask(number, request, RequestLimits(time: Self.farewell)))
  }
}

extension Errand {
  fileprivate var isRegistration: Bool {
    if case .webhook(let errand) = self { !errand.isWithdrawal } else { false }
  }

  fileprivate var callback: String? {
    if case .webhook(let errand) = self { errand.callback } else { nil }
  }
}

extension JobFailure {
  /// Whether the same request will fail the same way: there is no such thing here.
  fileprivate var isForGood: Bool {
    switch self {
    case .failed(_, let code, _): code < 500 && code != 408 && code != 425
    case .refused, .unreadable, .unauthorised: true
    case .unreachable, .untrusted, .noAnswer, .throttled, .unknownJob, .notSent, .unsupported,
      .unconfirmed,
      .deadline, .tooManyPolls, .invalid, .journal, .foreignLink, .cannotListen, .unkept, .unread,
      .closed,
      .cancelled:
      false
    }
  }
}

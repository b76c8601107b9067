import JobProfile

/// Profiles with one kind of push each, cut to what the tests of that kind need.
extension Profile {
  static func longPoll() throws -> Profile {
    try Profile(
      yaml: """
        name: longpoll
        inputs: {processing_duration: {type: number, default: 5}, should_error: {type: boolean, default: false}}
        create:
          request: POST /jobs
          body: {processing_duration: "{input.processing_duration}", should_error: "{input.should_error}"}
          answer: {body: {job_id: "{id}", status: "{state}"}}
        status:
          request: GET /status?job_id={id}
          answer: {body: {result: "{state}"}}
          missing: {code: 404, body: {detail: "Task with job_id {id} not found"}}
          absent: {code: 422, body: {detail: [{type: missing, loc: [body, "{name}"]}]}}
        states: {pending: pending, completed: completed, failed: error}
        push: {longpoll: {request: "GET /status?job_id={id}&mode=long", holds: 5s}}
        simulate: {duration: "{input.processing_duration}", failure: "{input.should_error}", ids: counter}
        """,
      file: "longpoll"
    )
  }

  static func webSocket() throws -> Profile {
    try Profile(
      yaml: """
        name: websocket
        status: {request: GET /status, answer: {body: {result: "{state}"}}}
        states: {pending: pending, completed: completed, failed: error}
        push: {websocket: {path: /, anywhere: true, message: {result: "{state}"}, sends: final, replay: true}}
        simulate: {duration: 5s, failure: 0}
        """,
      file: "websocket"
    )
  }
}

extension Profile {
  static func socketIO() throws -> Profile {
    try Profile(
      yaml: """
        name: socketio
        create: {request: POST /createJob, answer: {body: {jobId: "{id}"}}}
        status: {request: "GET /status/{id}", answer: {body: {jobId: "{id}", status: "{state}"}}}
        states: {pending: pending, completed: completed, failed: error}
        push:
          socketio:
            event: statusUpdate
            message: {jobId: "{id}", status: "{state}"}
            sends: final
        simulate: {ids: counter, duration: 2s, failure: 0}
        """,
      file: "socketio"
    )
  }

  static func socketIORooms() throws -> Profile {
    try Profile(
      yaml: """
        name: socketio-rooms
        create: {request: POST /tasks, answer: {code: 201, body: {task_id: "{id}"}}}
        status: {request: "GET /tasks/{id}/status", answer: {body: {status: "{state}"}}}
        states: {pending: pending, completed: completed, failed: error}
        push:
          socketio:
            greeting: {event: server_response, message: {message: Connected to the server}}
            subscribe: {event: wait_for_task, message: {task_id: "{id}"}}
            event: task_update
            message: {task_id: "{id}", status: "{state}"}
            missing: {event: task_error, message: {message: "Task {id} not found"}}
            sends: final
            replay: true
        simulate: {ids: count, duration: 10s, failure: 0}
        """,
      file: "socketio-rooms"
    )
  }
}

extension Profile {
  static func webhook() throws -> Profile {
    try Profile(
      yaml: """
        name: webhook
        status: {request: GET /status, answer: {body: {result: "{state}"}}}
        states: {pending: pending, completed: completed, failed: error}
        push:
          webhook:
            register:
              request: POST /webhooks/register
              body: {url: "{callback}"}
              answer: {body: {message: webhook registered successfully}}
              absent: {code: 400, body: {error: webhook URL is required}}
              invalid: {code: 400, body: {error: invalid webhook URL}}
            unregister:
              request: DELETE /webhooks/unregister
              body: {url: "{callback}"}
              answer: {body: {message: webhook deleted successfully}}
              absent: {code: 400, body: {error: webhook URL is required}}
            message: {result: "{state}", timestamp: "{now.ms}"}
            sends: final
        simulate: {duration: 15s, failure: 0}
        """,
      file: "webhook"
    )
  }

  static func callback() throws -> Profile {
    try Profile(
      yaml: """
        name: callback
        create: {request: POST /jobs, body: {hook: "{callback}"}, answer: {code: 201, body: {id: "{id}"}}}
        status: {request: "GET /jobs/{id}", answer: {body: {status: "{state}"}}}
        states: {pending: pending, completed: completed, failed: error}
        push: {webhook: {message: {id: "{id}", status: "{state}"}, sends: final}}
        simulate: {duration: 15s, failure: 0, ids: counter}
        """,
      file: "callback"
    )
  }
}

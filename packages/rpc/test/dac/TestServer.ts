import { pino } from 'pino'
import { WebSocket } from 'ws'
import { type DacPorts, methodTable, type RpcLimits, RpcServer } from '../../src/index.ts'
import { directoryOf, TestDac } from './TestDac.ts'

export interface JsonRpcError {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

export interface JsonRpcAnswer {
  readonly jsonrpc: string
  readonly id: unknown
  readonly result?: unknown
  readonly error?: JsonRpcError
}

/** A server on a free port with a DAC of its own, closed at the end of the scope (`await using`). */
export class TestServer implements AsyncDisposable {
  readonly dac: TestDac
  readonly port: number
  readonly server: RpcServer<DacPorts>
  readonly logLines: string[]

  private constructor(dac: TestDac, port: number, server: RpcServer<DacPorts>, logLines: string[]) {
    this.dac = dac
    this.port = port
    this.server = server
    this.logLines = logLines
  }

  static async start(
    limits: Partial<RpcLimits> = {},
    dacs: TestDac[] = [new TestDac()],
  ): Promise<TestServer> {
    const logLines: string[] = []
    const logger = pino({ level: 'warn' }, { write: (line) => logLines.push(line) })
    const server = new RpcServer({
      chains: directoryOf(dacs),
      methods: methodTable,
      logger,
      clientVersion: 'mvm/v0.1.0-test',
      limits,
    })
    const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
    return new TestServer(dacs[0] as TestDac, port, server, logLines)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get wsUrl(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  /** Posts a body as it is. */
  async post(body: string | Buffer, path = '/'): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return { status: response.status, text: await response.text() }
  }

  /** One request's whole answer. */
  async answer(method: string, params?: unknown, path = '/'): Promise<JsonRpcAnswer> {
    const { text } = await this.post(
      JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      path,
    )
    return JSON.parse(text) as JsonRpcAnswer
  }

  /** One request's result; throws what the answer reports instead. */
  async result<T = unknown>(method: string, ...params: unknown[]): Promise<T> {
    const { result, error } = await this.answer(method, params)
    if (error !== undefined) throw new Error(`${error.code}: ${error.message}`)
    return result as T
  }

  /** One request's error; throws when it succeeds. */
  async error(method: string, ...params: unknown[]): Promise<JsonRpcError> {
    const { error, result } = await this.answer(method, params)
    if (error === undefined) throw new Error(`${method} succeeded: ${JSON.stringify(result)}`)
    return error
  }

  async socket(path = '/'): Promise<TestSocket> {
    return TestSocket.open(`${this.wsUrl}${path}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.close()
  }
}

export interface Notification {
  readonly method: string
  readonly params: { readonly subscription: string; readonly result: unknown }
}

/** A WebSocket whose messages are awaited one by one. */
export class TestSocket {
  readonly socket: WebSocket
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #messages: string[] = []
  readonly #waiting: ((message: string) => void)[] = []
  #nextId = 1

  private constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    socket.on('error', () => {})
    socket.on('message', (data) => {
      const waiting = this.#waiting.shift()
      if (waiting === undefined) this.#messages.push(data.toString())
      else waiting(data.toString())
    })
  }

  static async open(url: string): Promise<TestSocket> {
    const test = new TestSocket(new WebSocket(url))
    await new Promise<void>((resolve, reject) => {
      test.socket.once('open', resolve)
      test.socket.once('error', reject)
      test.socket.once('unexpected-response', (_request, response) =>
        reject(new Error(`unexpected response ${response.statusCode}`)),
      )
    })
    return test
  }

  get unreadCount(): number {
    return this.#messages.length
  }

  send(text: string): void {
    this.socket.send(text)
  }

  async next<T = Notification>(): Promise<T> {
    const message = this.#messages.shift()
    const text = message ?? (await new Promise<string>((resolve) => this.#waiting.push(resolve)))
    return JSON.parse(text) as T
  }

  /** Sends a request; the next message is its answer. */
  async answer(method: string, ...params: unknown[]): Promise<JsonRpcAnswer> {
    this.send(JSON.stringify({ jsonrpc: '2.0', id: this.#nextId++, method, params }))
    return this.next<JsonRpcAnswer>()
  }

  async result<T = string>(method: string, ...params: unknown[]): Promise<T> {
    const { result, error } = await this.answer(method, ...params)
    if (error !== undefined) throw new Error(`${error.code}: ${error.message}`)
    return result as T
  }

  close(): void {
    this.socket.close()
  }
}

import { NodeRpcError } from '../error/NodeRpcError.ts'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import type { Json } from '../output/Json.ts'

const TIMEOUT_MS = 20_000

/** JSON-RPC of one DAC at a node. */
export class NodeClient {
  readonly url: string
  readonly #token: string | undefined

  /** @param token of the session with which to read, where the DAC's charter restricts that */
  constructor(url: string, token?: string) {
    this.url = url
    this.#token = token
  }

  /**
   * The result of a call. Throws {@link NodeUnreachableError}, {@link NodeRpcError}, or the signal's reason.
   */
  async request(method: string, parameters: readonly Json[], signal: AbortSignal): Promise<Json> {
    const call = { jsonrpc: '2.0', id: 0, method, params: parameters }
    return this.#resultOf(method, await this.#exchange(method, call, signal))
  }

  /** The results of one method for many parameters, in their order and in one exchange. Throws as `request` does. */
  async requestEach(
    method: string,
    parameters: readonly (readonly Json[])[],
    signal: AbortSignal,
  ): Promise<Json[]> {
    if (parameters.length === 0) return []
    const calls = parameters.map((params, id) => ({ jsonrpc: '2.0', id, method, params }))
    const answers = await this.#exchange(method, calls, signal)
    if (!Array.isArray(answers)) return [this.#resultOf(method, answers)]
    const byId = new Map<unknown, Json>()
    for (const answer of answers) if (isObject(answer)) byId.set(answer.id, answer)
    return calls.map(({ id }) => this.#resultOf(method, byId.get(id)))
  }

  #resultOf(method: string, answer: Json | undefined): Json {
    const { error, result } = isObject(answer) ? answer : {}
    if (isObject(error)) {
      throw new NodeRpcError({
        method,
        rpcCode: Number(error.code),
        message: String(error.message),
        data: error.data,
      })
    }
    if (result === undefined) throw this.#unreachable('its answer is no JSON-RPC')
    return result
  }

  /**
   * Asks again where the node has closed a connection that lay idle: a command that computes for seconds notices only
   * when it uses it. A transaction is not sent again, because the node might have it.
   */
  async #exchange(method: string, body: unknown, signal: AbortSignal): Promise<Json | undefined> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await fetch(this.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
          },
          // The token is for this address and for none that it points to.
          ...(this.#token === undefined ? {} : { redirect: 'error' }),
          body: JSON.stringify(body),
          signal: AbortSignal.any([signal, timeout]),
        })
        return parse(await response.text())
      } catch (cause) {
        signal.throwIfAborted()
        if (attempt === 1 && isClosedConnection(cause) && method !== 'eth_sendRawTransaction') {
          continue
        }
        throw this.#unreachable(
          timeout.aborted ? `no answer in ${TIMEOUT_MS} ms` : reasonOf(cause),
          cause,
        )
      }
    }
  }

  #unreachable(reason: string, cause?: unknown): NodeUnreachableError {
    return new NodeUnreachableError({ url: this.url, reason, cause })
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

const CLOSED = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']

function isClosedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && CLOSED.includes(String(cause.code))
}

/** fetch hides the reason ("ECONNREFUSED") in the cause of a TypeError that says "fetch failed". */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const inner = cause.cause
  if (inner instanceof Error && inner.message !== '') return inner.message
  if (inner !== null && typeof inner === 'object' && 'code' in inner) return String(inner.code)
  return cause.message
}

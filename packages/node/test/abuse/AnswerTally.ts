/** What clients were answered: successes, refusals by code, and whatever is neither. */
export interface AnswerCounts {
  readonly succeeded: number
  /** By JSON-RPC code; `-32005` with the limit's name. */
  readonly refusals: Readonly<Record<string, number>>
  /** Answers that nobody should get: no JSON-RPC, an internal error, or a refusal that does not say what it must. */
  readonly wrong: readonly string[]
}

const KEPT_WRONG = 20
/** Refusals that are nothing but their code and their words. */
const BARE = new Set([-32_700, -32_600, -32_601, -32_602, -32_000, -32_004])
/** Fields that the data of a refusal must have, by its code (docs/json-rpc.md). */
const FIELDS: Readonly<Record<number, readonly string[]>> = {
  [-32_002]: ['code'],
  [-32_003]: ['reason'],
  [-32_005]: ['limit', 'allowed'],
  [-32_050]: ['address', 'opcode', 'rule', 'charterVersion'],
  [-32_051]: ['reason'],
  [-32_052]: ['slug'],
  [-32_058]: ['earliestBlock'],
}

/** Counts answers and judges them by what is written about errors. */
export class AnswerTally {
  #succeeded = 0
  readonly #refusals: Record<string, number> = {}
  readonly #wrong: string[] = []

  /** An HTTP body or a message on a socket, one answer or a batch's. */
  add(text: string): void {
    if (text === '') return // All were notifications.
    let answer: unknown
    try {
      answer = JSON.parse(text)
    } catch {
      this.#reject(text)
      return
    }
    for (const one of Array.isArray(answer) ? answer : [answer]) this.#addOne(one)
  }

  counts(): AnswerCounts {
    return { succeeded: this.#succeeded, refusals: this.#refusals, wrong: this.#wrong }
  }

  #addOne(answer: unknown): void {
    if (!isObject(answer) || answer.jsonrpc !== '2.0') {
      this.#reject(JSON.stringify(answer))
    } else if (answer.method === 'eth_subscription' || 'result' in answer) {
      this.#succeeded++
    } else if (isObject(answer.error) && isTyped(answer.error)) {
      const { code, data } = answer.error
      const name = code === -32_005 ? `${code} ${(data as { limit: string }).limit}` : String(code)
      this.#refusals[name] = (this.#refusals[name] ?? 0) + 1
    } else this.#reject(JSON.stringify(answer))
  }

  #reject(text: string): void {
    if (this.#wrong.length < KEPT_WRONG) this.#wrong.push(text.slice(0, 300))
  }
}

type Fields = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTyped({ code, message, data }: Fields): boolean {
  if (typeof code !== 'number' || typeof message !== 'string' || message === '') return false
  if (BARE.has(code) || (code <= -38_010 && code >= -38_026)) return true
  // What the message reverted with, and the transaction that was waited for.
  if (code === 3 || code === 4) return typeof data === 'string'
  const fields = FIELDS[code]
  return fields !== undefined && isObject(data) && fields.every((field) => field in data)
}

import { fromHex, keccak256Hex } from '@mvm/protocol'

/** A JSON-RPC call, as far as the gateway looks at it. */
export interface RpcCall {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
}

/** The answer to a call. */
export interface RpcAnswer {
  readonly id?: unknown
  readonly result?: unknown
  readonly error?: {
    readonly code?: unknown
    readonly data?: { readonly code?: unknown; readonly reason?: unknown } | null
  } | null
}

/** A call that sends a transaction, and what a node has answered to it. */
export interface SentCall {
  /** Of the answer in its message. */
  readonly index: number
  readonly call: RpcCall
  readonly answer: RpcAnswer
  /** Of the transaction. */
  readonly hash: string
}

/** A message of one call or many, and what a node has answered to it. */
export class RpcExchange {
  readonly #isBatch: boolean
  readonly #answers: RpcAnswer[]
  readonly #sent: readonly SentCall[]

  /** Both as they stand in the bodies; throws SyntaxError for what is no JSON. */
  constructor(request: string, answer: string) {
    const calls = [JSON.parse(request)].flat().filter(isObject) as RpcCall[]
    const answers: unknown = JSON.parse(answer)
    this.#isBatch = Array.isArray(answers)
    this.#answers = [answers].flat() as RpcAnswer[]
    this.#sent = this.#answers.flatMap((one, index) => {
      const ofOne = isObject(one) ? calls.filter(({ id }) => id === one.id) : []
      const [call] = ofOne
      // Of several calls with one id nobody can tell which one is answered.
      const hash = ofOne.length === 1 ? hashSentBy(call as RpcCall) : undefined
      return hash === undefined ? [] : [{ index, call: call as RpcCall, answer: one, hash }]
    })
  }

  /** The calls that send transactions and whose answers are like that. */
  sentWith(isLike: (answer: RpcAnswer) => boolean): readonly SentCall[] {
    return this.#sent
      .map((sent) => ({ ...sent, answer: this.#answers[sent.index] as RpcAnswer }))
      .filter(({ answer }) => isLike(answer))
  }

  /** Puts another answer in the place of one. */
  replace({ index }: SentCall, answer: RpcAnswer): void {
    this.#answers[index] = answer
  }

  /** What is answered, as text. */
  get answerText(): string {
    return JSON.stringify(this.#isBatch ? this.#answers : this.#answers[0])
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function hashSentBy({ method, params }: RpcCall): string | undefined {
  if (method !== 'eth_sendRawTransaction' && method !== 'eth_sendRawTransactionSync')
    return undefined
  const [raw] = Array.isArray(params) ? params : []
  const isHex = typeof raw === 'string' && /^0x([0-9a-f]{2})+$/i.test(raw)
  return isHex ? keccak256Hex(fromHex(raw)) : undefined
}

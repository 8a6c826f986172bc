import { setTimeout as delay } from 'node:timers/promises'
import { fromHex, keccak256Hex } from '@mvm/protocol'

interface Call {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
}

interface Answer {
  readonly id?: unknown
  readonly result?: unknown
  readonly error?: { readonly data?: { readonly reason?: unknown } | null }
}

/** Longer than it takes a backup to take over. */
const MAX_WAIT_MS = 8_000
const INTERVAL_MS = 100

/**
 * The answer to a request that another node may have carried out before it was lost. That a transaction is known is no
 * refusal then, and counts as soon as a block has it: its hash is the answer. Everything else stays as it is.
 *
 * @param receiptOf asks the node that has answered
 */
export async function settleResent(
  request: string,
  answer: string,
  receiptOf: (hash: string) => Promise<unknown>,
): Promise<string> {
  if (!request.includes('eth_sendRawTransaction') || !/ALREADY_KNOWN|NONCE_TOO_LOW/.test(answer))
    return answer
  const calls: Call | readonly Call[] = JSON.parse(request)
  const answers: Answer | readonly Answer[] = JSON.parse(answer)
  const untilMs = Date.now() + MAX_WAIT_MS
  const settle = async (one: Answer): Promise<Answer> => {
    const call = [calls].flat().find(({ id }) => id === one.id)
    const hash = isPerhapsTaken(one) ? hashSentBy(call) : undefined
    if (hash === undefined) return one
    for (;;) {
      const receipt = await receiptOf(hash)
      if (receipt !== null && receipt !== undefined) {
        const { error: _, ...rest } = one
        return { ...rest, result: call?.method === 'eth_sendRawTransaction' ? hash : receipt }
      }
      if (Date.now() > untilMs) return one
      await delay(INTERVAL_MS)
    }
  }
  return JSON.stringify(
    isMany(answers) ? await Promise.all(answers.map(settle)) : await settle(answers),
  )
}

function isMany(answers: Answer | readonly Answer[]): answers is readonly Answer[] {
  return Array.isArray(answers)
}

function isPerhapsTaken({ error }: Answer): boolean {
  const reason = error?.data?.reason
  return reason === 'ALREADY_KNOWN' || reason === 'NONCE_TOO_LOW'
}

function hashSentBy(call: Call | undefined): string | undefined {
  if (call?.method !== 'eth_sendRawTransaction' && call?.method !== 'eth_sendRawTransactionSync')
    return undefined
  const [raw] = Array.isArray(call.params) ? call.params : []
  return typeof raw === 'string' ? keccak256Hex(fromHex(raw)) : undefined
}

import { setTimeout as delay } from 'node:timers/promises'
import type { RpcAnswer, RpcExchange } from './RpcExchange.ts'

/** Longer than it takes a backup to take over. */
const MAX_WAIT_MS = 8_000
const INTERVAL_MS = 100

/**
 * Settles the answers to calls that another node may have carried out before. That a transaction is known is no refusal
 * then, and counts as soon as a block has it: its hash is the answer. Everything else stays as it is.
 *
 * @param receiptsOf asks the node that has answered; `null` for a transaction that no block has
 */
export async function settleResent(
  exchange: RpcExchange,
  receiptsOf: (hashes: readonly string[]) => Promise<ReadonlyMap<string, unknown>>,
): Promise<void> {
  const untilMs = Date.now() + MAX_WAIT_MS
  for (;;) {
    const open = exchange.sentWith(isPerhapsTaken)
    if (open.length === 0) return
    const receipts = await receiptsOf(open.map(({ hash }) => hash))
    for (const sent of open) {
      const receipt = receipts.get(sent.hash) ?? null
      if (receipt === null) continue
      const { error: _, ...rest } = sent.answer
      const isSync = sent.call.method !== 'eth_sendRawTransaction'
      exchange.replace(sent, { ...rest, result: isSync ? receipt : sent.hash })
    }
    if (Date.now() > untilMs) return
    await delay(INTERVAL_MS)
  }
}

function isPerhapsTaken({ error }: RpcAnswer): boolean {
  const reason = error?.data?.reason
  return reason === 'ALREADY_KNOWN' || reason === 'NONCE_TOO_LOW'
}

import type { AttackOptions } from './AttackTarget.ts'

/** A node that is sent more than this answers before it has read all, and hangs up: who still sends may miss the answer. */
const READ_BYTES = 5_000_000

/** Posts a body, as it is or as JSON, and tells of the answer. Nothing is told when the attack is over meanwhile. */
export async function post(
  { target, signal, onAnswer }: AttackOptions,
  body: unknown,
): Promise<void> {
  const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: sent,
      signal,
    })
    onAnswer(await response.text())
  } catch (error) {
    if (!signal.aborted && sent.length <= READ_BYTES)
      onAnswer(`no answer: ${String((error as Error).cause ?? error)}`)
  }
}

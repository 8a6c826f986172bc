import type { AttackOptions } from './AttackTarget.ts'

/** Posts a body, as it is or as JSON, and tells of the answer. Nothing is told when the attack is over meanwhile. */
export async function post(
  { target, signal, onAnswer }: AttackOptions,
  body: unknown,
): Promise<void> {
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      signal,
    })
    onAnswer(await response.text())
  } catch (error) {
    if (!signal.aborted) onAnswer(`no answer: ${String((error as Error).cause ?? error)}`)
  }
}

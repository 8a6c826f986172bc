import type { Result } from 'ethers'

/** The string that a call has answered; `null` for bytes that are no UTF-8, as anybody can store them. */
export function textOf(answer: Result | undefined): string | null {
  try {
    return answer?.[0] ?? null
  } catch {
    // ethers throws when such a value is looked at.
    return null
  }
}

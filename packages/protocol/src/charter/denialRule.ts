import { forcedBits, type PermissionWords } from './permissionMask.ts'

/** Why a signer may not use a bit: an entry denies it to the signer, or others are allow-listed for it. */
export type DenialRule = 'denied' | 'not allow-listed'

/** The rule that clears a bit of {@link permissionMask}; `undefined` if the signer may use it. */
export function denialRule(words: PermissionWords, bit: number): DenialRule | undefined {
  const has = (bits: bigint): boolean => ((bits >> BigInt(bit)) & 1n) === 1n
  if (forcedBits.includes(bit)) return undefined
  if (has(words.denied)) return 'denied'
  return has(words.restricted) && !has(words.allowed) ? 'not allow-listed' : undefined
}

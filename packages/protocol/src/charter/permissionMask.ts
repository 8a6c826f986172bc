const ALL_ONES = (1n << 256n) - 1n

/** Bits that no charter can clear: without them not even a failing frame could end in order. */
export const forcedBits: readonly number[] = [0x00, 0x5b, 0xf3, 0xfd]

const FORCED = forcedBits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)

/** One account's view of the charter's bitmaps, each a 256-bit word. */
export interface PermissionWords {
  /** Slot 0: bits that are allow-listed. */
  readonly restricted: bigint
  /** `allowed[signer]` */
  readonly allowed: bigint
  /** `denied[signer]` */
  readonly denied: bigint
}

/**
 * `~denied & (~restricted | allowed)` with STOP, JUMPDEST, RETURN and REVERT forced on: the opcodes and named
 * operations that a signer may use (spec 2.3). The exceptions that depend on the transaction are not in it.
 */
export function permissionMask({ restricted, allowed, denied }: PermissionWords): bigint {
  return (ALL_ONES & ~denied & (~restricted | allowed)) | FORCED
}

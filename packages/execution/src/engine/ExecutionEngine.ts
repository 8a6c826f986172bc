import type { Address, CharterDenial, Hex } from '@mvm/protocol'
import type { WorldState } from '../state/WorldState.ts'

/** What opcodes read of the block that they run in. */
export interface BlockEnvironment {
  readonly number: number
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly coinbase: Address
  readonly gasLimit: bigint
  readonly baseFeePerGas: bigint
  readonly prevRandao: Hex
  /** What DIFFICULTY gives before Paris. @default 0 */
  readonly difficulty?: bigint
  /** Wei per blob gas. */
  readonly blobBaseFee: bigint
  /** Hash of one of the last 256 blocks. */
  blockHash(number: number): Uint8Array
}

/** Which opcodes frames may execute: a bit per opcode number, set = allowed (spec 2.3). */
export interface FramePermissions {
  readonly mask: bigint
  /** Whose mask it is, for the record of a denial. */
  readonly signer: Address
  /** Accounts whose own frames execute everything; set for transactions to the management contract only. */
  readonly unrestricted?: (self: Address) => boolean
}

/** The outermost frame of a transaction. Value, nonce and warm addresses of the caller are already dealt with. */
export interface Frame {
  readonly caller: Address
  /** `null` creates a contract at the address that the caller's nonce less one gives. */
  readonly to: Address | null
  /** The caller's balance suffices. */
  readonly value: bigint
  readonly data: Uint8Array
  /** Left after the intrinsic gas. */
  readonly gas: bigint
  readonly gasPrice: bigint
  readonly blobVersionedHashes: readonly Hex[]
  readonly permissions: FramePermissions
}

export interface FrameOutcome {
  /** `halted`: out of gas, denied, an invalid opcode and the like; all of the frame's gas is gone. */
  readonly status: 'succeeded' | 'reverted' | 'halted'
  readonly gasLeft: bigint
  /** What RETURN or REVERT gave. */
  readonly output: Uint8Array
  readonly createdAddress: Address | null
  /** Why it halted, in the engine's words. Not part of consensus. */
  readonly haltReason: string | null
  /** The first opcode that the charter denied, also in a frame inside. Not part of consensus. */
  readonly denial: CharterDenial | null
}

/**
 * Executes frames: the only thing that knows how bytecode runs. State changes, logs, refund, created and
 * destroyed accounts are left in the world; after a failure they are undone. A second engine can stand
 * beside or behind this interface, frame by frame.
 */
export interface ExecutionEngine {
  run(world: WorldState, block: BlockEnvironment, frame: Frame): Promise<FrameOutcome>
}

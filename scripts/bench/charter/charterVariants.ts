import type { Machine } from '@mvm/execution'
import { l1Fee, opcodes } from '@mvm/protocol'

/** Under what the same block is executed. */
export interface CharterVariant {
  readonly name: string
  /** Opcodes that only listed accounts may use, and those for which the signer is listed: a bit each. */
  readonly restricted: bigint
  readonly allowed: bigint
  readonly machine?: Machine
}

/** What a member of a cautious DAC may not use; none of it is part of the workloads. */
const RESTRICTED = [
  ...['CREATE', 'CREATE2', 'SELFDESTRUCT', 'CALLCODE', 'BLOBHASH', 'BLOBBASEFEE', 'TLOAD'],
  ...['TSTORE', 'MCOPY', 'EXTCODECOPY', 'ORIGIN', 'PREVRANDAO', 'COINBASE', 'GASLIMIT'],
  ...['BASEFEE', 'LOG0', 'LOG4', 'BALANCE', 'SELFBALANCE', 'EXTCODEHASH', 'BLOCKHASH'],
].map((name) => opcodes.get(name) as number)

const bits = (numbers: readonly number[]): bigint =>
  numbers.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)

/** The first transaction's permissions, tax and terms for all: no charter is read and no mask made. */
function withoutCharter(): Machine {
  return {
    name: 'no charter',
    fromBlock: 0,
    rules: (rules) => {
      let first: ReturnType<typeof rules.assess> | undefined
      return {
        ...rules,
        assess: (world, block, transaction) => {
          first ??= rules.assess(world, block, transaction)
          const dataFee = l1Fee(transaction.size, block.l1BaseFeePerGas, block.feeScalar)
          const charge = first.tax.amount + dataFee
          return { ...first, charge, reserve: charge, l1Fee: dataFee }
        },
      }
    },
  }
}

const unchecked = { restricted: 0n, allowed: 0n, machine: withoutCharter() }

/** How often a transaction is checked under an amplified variant: what that costs stands out from all noise. */
export const AMPLIFICATION = 50

/** The same, with the check made again and again. */
function amplified(variant: CharterVariant): CharterVariant {
  const { rules: checkOf } = variant.machine ?? {}
  const machine: Machine = {
    name: 'checks again and again',
    fromBlock: 0,
    rules: (rules) => {
      const checking = checkOf?.(rules) ?? rules
      return {
        ...checking,
        assess: (...seen) => {
          for (let i = 1; i < AMPLIFICATION; i++) checking.assess(...seen)
          return checking.assess(...seen)
        },
      }
    },
  }
  return { ...variant, machine }
}

/** The first one is what the others are compared with; the second is the same, and shows what the method is worth. */
export const charterVariants: readonly CharterVariant[] = [
  { name: 'no check', ...unchecked },
  { name: 'no check, once more', ...unchecked },
  { name: 'unrestricted signer', restricted: 0n, allowed: 0n },
  { name: 'on every allow list', restricted: bits(RESTRICTED), allowed: bits(RESTRICTED) },
  { name: '21 restricted opcodes', restricted: bits(RESTRICTED), allowed: 0n },
]

const [plain, , ...checked] = charterVariants as [CharterVariant, CharterVariant, CharterVariant]

/** One without a check, the same amplified, and those with a check, amplified. */
export const amplifiedVariants: readonly CharterVariant[] = [
  plain,
  ...[plain, ...checked].map(amplified),
]

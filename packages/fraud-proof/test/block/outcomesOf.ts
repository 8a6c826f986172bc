import { BASE_FEE_CEILING, BASE_FEE_FLOOR, predeploys } from '@mvm/protocol'
import { Kind, type RunningState } from '../../src/index.ts'
import { ExitOutcome } from '../../src/step/ExitOutcome.ts'
import { EMPTY_BLOOM_HASH } from '../../src/store/ContentStore.ts'
import type { BlockStep, SteppedBlock } from './TestRollup.ts'

const names = Object.keys(Kind)
const ZERO = `0x${'00'.repeat(32)}`
const NOBODY = `0x${'00'.repeat(20)}`
const ALL = (1n << 256n) - 1n
const EXIT = ALL & ~(1n << 0xf0n) & ~(1n << 0xf5n)
const endings: Readonly<Record<number, string>> = {
  [ExitOutcome.HALTED]: 'halted',
  [ExitOutcome.SUCCEEDED]: 'succeeded',
  [ExitOutcome.REVERTED]: 'reverted',
}

/** What the steps of a block outside of frames met, each with the name of its kind. */
export function outcomesOf({ steps, executed, input }: SteppedBlock): string[] {
  const reasons = executed.skipped.map(({ reason }) =>
    reason.code === 'INVALID_ENCODING' ? `${reason.code} ${reason.reason}` : reason.code,
  )
  return steps.flatMap((step) => {
    const found = met(step, input.origin.timestamp)
    const isSkip = found.includes('skips')
    const outcomes = isSkip ? [`skips ${reasons.shift()}`] : found
    return outcomes.map((outcome) => `${names[step.state.kind]}: ${outcome}`)
  })
}

function met(step: BlockStep, originTimestamp: number): string[] {
  const { state, after, preHash, postHash } = step
  if (preHash === postHash) return ['waits']
  const [before, then] = [state as RunningState, after as RunningState]
  switch (state.kind) {
    case Kind.BLOCK_BEGIN:
      return ofBlock(then, originTimestamp)
    case Kind.TX_NEXT:
      return ofNext(then)
    case Kind.TX_CHECK:
      return ofCheck(then)
    case Kind.TX_TAX:
      return ofTax(then)
    case Kind.TX_LISTS:
      return ofLists(before, then, step)
    case Kind.TX_FINALIZE:
      return ofFinalize(before, then)
    case Kind.TX_DESTRUCT:
      return [then.kind === Kind.TX_DESTRUCT ? 'more' : 'last']
    case Kind.TX_RECEIPT:
      return [
        before.world.bloomHash === EMPTY_BLOOM_HASH ? 'no bloom' : 'bloom',
        then.kind === Kind.TX_NEXT ? 'more inputs' : 'last input',
      ]
    case Kind.BLOCK_END:
      return ['moves']
    default:
      return []
  }
}

function ofBlock({ block }: RunningState, originTimestamp: number): string[] {
  const time =
    block.timestamp === originTimestamp
      ? 'time of the origin'
      : block.timestamp === originTimestamp + 600
        ? 'time bounded'
        : 'time as wanted'
  return [
    block.indexInBatch > 0
      ? 'later block'
      : block.depositHash === ZERO
        ? 'no deposits'
        : 'deposits',
    block.inputCount === 0 ? 'no inputs' : 'inputs',
    block.baseFee === BASE_FEE_FLOOR
      ? 'base fee at its floor'
      : block.baseFee === BASE_FEE_CEILING
        ? 'base fee at its ceiling'
        : 'base fee above its floor',
    time,
  ]
}

function ofNext({ transaction }: RunningState): string[] {
  if (transaction === null) return ['skips']
  const { type, isCreate, listHash } = transaction
  return [
    type === 0x7e ? 'deposit' : `type ${type}`,
    ...(isCreate ? ['creation'] : []),
    ...(listHash === ZERO ? [] : ['lists']),
  ]
}

function ofCheck({ kind, transaction }: RunningState): string[] {
  if (transaction === null) return ['skips']
  const { type, permMask, management } = transaction
  const mask =
    permMask === ALL && management === NOBODY
      ? 'mask unbound'
      : permMask === EXIT
        ? 'mask of an exit'
        : 'mask of the charter'
  const deposit = kind === Kind.TX_LISTS ? 'deposit calls' : 'deposit does not call'
  const signed = kind === Kind.TX_TAX ? 'to be taxed' : 'charged'
  return [
    type === 0x7e ? deposit : signed,
    mask,
    ...(management === NOBODY ? [] : ['to the manager']),
  ]
}

function ofTax({ transaction }: RunningState): string[] {
  if (transaction === null) return ['skips']
  return [transaction.tax > 0n ? 'taxed' : 'charged']
}

/** Bytes of an entry's link, which tell its type. */
const LINK = { ADDRESS: 96, SLOT: 128 } as const
/** Elements of the tape that open a state. */
const OPENING = 6

function ofLists(before: RunningState, then: RunningState, step: BlockStep): string[] {
  const { kind, world, pending } = then
  if (kind === Kind.TX_FINALIZE) return ['creation denied']
  if (kind === Kind.CREATE_ENTER) return ['creation']
  if (kind === Kind.CALL_ENTER) {
    return [pending?.words[6] === 2 ? 'call to an account that delegates' : 'call']
  }
  const link = step.elements[OPENING] ?? new Uint8Array()
  const hasWarmed = world.txMapRoot !== before.world.txMapRoot
  if (link.length === LINK.ADDRESS) return [hasWarmed ? 'address' : 'address that is warm']
  if (link.length === LINK.SLOT) return [hasWarmed ? 'slot' : 'slot that is warm']
  if (world.stateRoot === before.world.stateRoot) {
    return [hasWarmed ? 'authorization that only warms' : 'authorization without effect']
  }
  if (link.subarray(64, 96).every((byte) => byte === 0)) return ['delegation taken back']
  const wasThere = world.refund > before.world.refund
  return [wasThere ? 'delegation' : 'delegation of a new account']
}

function ofFinalize(before: RunningState, then: RunningState): string[] {
  const { transaction, pending, world, block } = before
  if (transaction === null || pending === null) return []
  const end = endings[pending.words[0] as number] as string
  if (transaction.type === 0x7e) {
    return [`deposit ${end}`, ...(then.kind === Kind.TX_DESTRUCT ? ['accounts destroyed'] : [])]
  }
  const spent = transaction.gasLimit - BigInt(pending.words[1] as bigint)
  const used = then.pending?.words[1] as bigint
  const isFloor = used === transaction.floorGas && used > spent - spent / 5n
  const refund = world.refund === 0n ? [] : [world.refund > spent / 5n ? 'refund capped' : 'refund']
  const tax = transaction.tax === 0n ? [] : [end === 'succeeded' ? 'tax paid' : 'tax returned']
  return [
    end,
    ...refund,
    ...tax,
    ...(isFloor ? ['floor'] : []),
    transaction.tip === 0n ? 'no tip' : 'tip',
    ...(block.coinbase === predeploys.feeVault ? ['vault is coinbase'] : []),
    ...(then.kind === Kind.TX_DESTRUCT ? ['accounts destroyed'] : []),
  ]
}

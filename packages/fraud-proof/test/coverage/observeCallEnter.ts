import type { Address } from '@mvm/protocol'
import { openAccount } from '../../src/account/Account.ts'
import { type ContentStore, Kind, type RunningState } from '../../src/index.ts'
import { CallFlag } from '../../src/step/CallFlag.ts'
import { countAt } from '../../src/step/pendingOf.ts'
import { EMPTY_CODE_HASH } from '../../src/store/ContentStore.ts'

const INNERMOST = 1025

/** What a CALL_ENTER step came to: whom it entered and with what, or why it was refused. */
export function observeCallEnter(
  before: RunningState,
  after: RunningState,
  store: ContentStore,
): readonly string[] {
  const { frame: parent, pending, world } = before
  const { frame } = after
  if (pending === null || frame === null) return ['of no frame']
  const words = pending.words as readonly [Address, Address, Address, bigint, bigint, bigint]
  const [caller, self, codeAddress, moved, , gas] = words
  const { balance } = openAccount(store, world.stateRoot, caller, null).account
  const reasons = [
    ...((parent?.depth ?? 0) >= INNERMOST ? ['too deep'] : []),
    ...(moved > balance ? ['more than there is'] : []),
  ]
  if (frame.depth === parent?.depth) {
    const isRefused = after.kind === Kind.EXEC && frame.stack?.value === 0n
    if (!isRefused || frame.gas !== parent.gas + gas) return ['neither entered nor refused']
    return [reasons.length === 0 ? 'refused for no reason' : reasons.join(' and ')]
  }
  if (frame.depth !== (parent?.depth ?? 0) + 1) return [`entered at depth ${frame.depth}`]
  if (reasons.length > 0) return [`entered though ${reasons.join(' and ')}`]

  const flags = countAt(pending, 6)
  if (frame.isStatic !== ((flags & CallFlag.STATIC) !== 0)) return ['with rights that it has not']
  const isToItself = caller === self
  const hasMoved = world.stateRoot !== after.world.stateRoot
  if (hasMoved !== (moved > 0n && !isToItself)) return ['with a value that it has not']
  const value = moved === 0n ? '' : isToItself ? ', with a value to itself' : ', with a value'
  const isDelegated = (flags & CallFlag.DELEGATED) !== 0
  const target = targetOf(after, isDelegated, codeAddress)
  if (parent === null) return [`outermost${value}`, `outermost of ${target}`]
  return [
    `${target}${value}`,
    ...(frame.isStatic ? ['without the right to write'] : []),
    ...(parent.isStatic && hasMoved ? ['a value out of a static frame'] : []),
  ]
}

function targetOf({ kind, frame }: RunningState, isDelegated: boolean, code: Address): string {
  const number = BigInt(code)
  const isPrecompile = (number >= 1n && number <= 0x11n) || number === 0x100n
  const isRun = kind === Kind.PRECOMPILE
  if (isRun !== (isPrecompile && !isDelegated) || (!isRun && kind !== Kind.EXEC)) {
    return `${code} as kind ${kind}`
  }
  if (isRun) return 'a precompile'
  const hasCode = frame?.codeHash !== EMPTY_CODE_HASH
  if (!isDelegated) return hasCode ? 'a contract' : 'nobody'
  if (isPrecompile) return 'an account that delegates to a precompile'
  return hasCode ? 'an account that delegates' : 'an account that delegates to nobody'
}

import { type Address, type Hash, keccak256 } from '@mvm/protocol'
import { openAccount } from '../../src/account/Account.ts'
import { type ContentStore, type Frame, Kind, type RunningState } from '../../src/index.ts'
import { readRange } from '../../src/memory/readRange.ts'
import { createdAddress, createdAddress2 } from '../../src/opcode/createdAddress.ts'
import type { Pending } from '../../src/state/Pending.ts'
import { countAt, treeAt } from '../../src/step/pendingOf.ts'
import { EMPTY_CODE_HASH } from '../../src/store/ContentStore.ts'
import { EMPTY_TRIE_ROOT } from '../../src/trie/emptyTrieRoot.ts'

const CREATE2 = 0xf5
const INNERMOST = 1025
const LAST_NONCE = (1n << 64n) - 1n

/** What a CREATE_ENTER step came to: what it created where, or why it was refused, or what stood there already. */
export function observeCreateEnter(
  before: RunningState,
  after: RunningState,
  store: ContentStore,
): readonly string[] {
  const { frame, pending, transaction } = before
  if (pending === null || transaction === null) return ['of no operation']
  if (frame !== null) return ofInner(before, after, frame, pending, store)
  const { taken, free } = placeOf(store, before.world.stateRoot, transaction.to)
  if (after.kind === Kind.TX_FINALIZE) {
    return [taken.length > 0 ? 'outermost collision' : 'outermost, refused for no reason']
  }
  if (taken.length > 0) return [`outermost, entered ${taken.join(' and ')}`]
  if (!isEntered(before, after, transaction.to)) return ['outermost, of another frame']
  return [
    (pending.words[0] as bigint) > 0n ? 'outermost with a value' : 'outermost',
    `outermost ${codeOf(pending)}`,
    `outermost ${free}`,
  ]
}

function ofInner(
  before: RunningState,
  after: RunningState,
  parent: Frame,
  pending: Pending,
  store: ContentStore,
): readonly string[] {
  const { stateRoot } = before.world
  const [value, gas] = pending.words as readonly [bigint, bigint]
  const creator = openAccount(store, stateRoot, parent.self, null).account
  const refusals = [
    ...(parent.depth >= INNERMOST ? ['too deep'] : []),
    ...(value > creator.balance ? ['more than there is'] : []),
    ...(creator.nonce === LAST_NONCE ? ['after the last nonce'] : []),
  ]
  const address = addressOf(pending, parent.self, creator.nonce)
  const { taken, free } = placeOf(store, stateRoot, address)
  const reasons = refusals.length > 0 ? refusals : taken
  if (after.frame?.depth === parent.depth) {
    // A refusal gives the gas back; a collision does not, and raises the creator's nonce.
    const isRefusal = refusals.length > 0
    const isRaised = stateRoot !== after.world.stateRoot
    const returned = after.frame.gas - parent.gas
    const isTold = after.kind === Kind.EXEC && after.frame.stack?.value === 0n
    if (!isTold || isRaised === isRefusal || returned !== (isRefusal ? gas : 0n)) {
      return ['neither entered nor refused']
    }
    return [reasons.length === 0 ? 'refused for no reason' : reasons.join(' and ')]
  }
  if (reasons.length > 0) return [`entered though ${reasons.join(' and ')}`]
  if (!isEntered(before, after, address)) return ['of another frame']
  return [
    value > 0n ? `with a value ${free}` : free,
    codeOf(pending),
    pending.op === CREATE2 ? 'by CREATE2' : 'by CREATE',
    ...(parent.isStatic ? ['in a static frame'] : []),
  ]
}

/** What of an account forbids to create it, and what is there if nothing does. */
function placeOf(
  store: ContentStore,
  stateRoot: Hash,
  address: Address,
): { readonly taken: readonly string[]; readonly free: string } {
  const { account, isPresent } = openAccount(store, stateRoot, address, null)
  const taken = [
    ...(account.nonce === 0n ? [] : ['where a nonce is']),
    ...(account.codeHash === EMPTY_CODE_HASH ? [] : ['where code is']),
    ...(account.storageRoot === EMPTY_TRIE_ROOT ? [] : ['where storage is']),
  ]
  const there = account.balance > 0n ? 'where a balance is' : 'where an empty account is'
  return { taken, free: isPresent ? there : 'where nothing is' }
}

function codeOf(pending: Pending): string {
  return countAt(pending, 4) > 0 ? 'of some code' : 'of no code'
}

function addressOf(pending: Pending, creator: Address, nonce: bigint): Address {
  if (pending.op !== CREATE2) return createdAddress(creator, nonce)
  const init = readRange(treeAt(pending, 2), countAt(pending, 3), countAt(pending, 4), null)
  return createdAddress2(creator, BigInt(pending.words[5] as bigint), keccak256(init))
}

function isEntered(
  { frame: parent, pending }: RunningState,
  { kind, frame }: RunningState,
  self: Address,
): boolean {
  if (kind !== Kind.EXEC || frame === null || !frame.isCreate || frame.self !== self) return false
  if (pending === null || frame.depth !== (parent?.depth ?? 0) + 1) return false
  return countAt(pending, 4) > 0 === (frame.codeHash !== EMPTY_CODE_HASH)
}

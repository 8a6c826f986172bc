import { type Address, keccak256 } from '@mvm/protocol'
import { openAccount } from '../../src/account/Account.ts'
import { type ContentStore, Kind, type RunningState } from '../../src/index.ts'
import { readRange } from '../../src/memory/readRange.ts'
import { createdAddress, createdAddress2 } from '../../src/opcode/createdAddress.ts'
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
  const { frame: parent, pending, transaction, world } = before
  if (pending === null || transaction === null) return ['of no operation']
  const [value, gas] = pending.words as readonly [bigint, bigint]
  const account = (address: Address) => openAccount(store, world.stateRoot, address, null)
  const placeOf = (address: Address): { readonly taken: string[]; readonly free: string } => {
    const { account: found, isPresent } = account(address)
    const taken = [
      ...(found.nonce === 0n ? [] : ['where a nonce is']),
      ...(found.codeHash === EMPTY_CODE_HASH ? [] : ['where code is']),
      ...(found.storageRoot === EMPTY_TRIE_ROOT ? [] : ['where storage is']),
    ]
    const there = found.balance > 0n ? 'where a balance is' : 'where an empty account is'
    return { taken, free: isPresent ? there : 'where nothing is' }
  }
  const hasCode = countAt(pending, 4) > 0
  const kindOfCode = hasCode ? 'of some code' : 'of no code'
  if (parent === null) {
    const { taken, free } = placeOf(transaction.to)
    if (after.kind === Kind.TX_FINALIZE) {
      return [taken.length > 0 ? 'outermost collision' : 'outermost, refused for no reason']
    }
    if (taken.length > 0) return [`outermost, entered ${taken.join(' and ')}`]
    if (!isEntered(before, after, transaction.to, hasCode)) return ['outermost, of another frame']
    const withValue = value > 0n ? 'outermost with a value' : 'outermost'
    return [withValue, `outermost ${kindOfCode}`, `outermost ${free}`]
  }
  const creator = account(parent.self).account
  const refusals = [
    ...(parent.depth >= INNERMOST ? ['too deep'] : []),
    ...(value > creator.balance ? ['more than there is'] : []),
    ...(creator.nonce === LAST_NONCE ? ['after the last nonce'] : []),
  ]
  const address = addressOf(before, parent.self, creator.nonce)
  const { taken, free } = placeOf(address)
  const reasons = refusals.length > 0 ? refusals : taken
  if (after.frame?.depth === parent.depth) {
    // A refusal gives the gas back; a collision does not, and raises the creator's nonce.
    const isRefusal = refusals.length > 0
    const isRaised = world.stateRoot !== after.world.stateRoot
    const returned = after.frame.gas - parent.gas
    const isTold = after.kind === Kind.EXEC && after.frame.stack?.value === 0n
    if (!isTold || isRaised === isRefusal || returned !== (isRefusal ? gas : 0n)) {
      return ['neither entered nor refused']
    }
    return [reasons.length === 0 ? 'refused for no reason' : reasons.join(' and ')]
  }
  if (reasons.length > 0) return [`entered though ${reasons.join(' and ')}`]
  if (!isEntered(before, after, address, hasCode)) return ['of another frame']
  return [
    value > 0n ? `with a value ${free}` : free,
    kindOfCode,
    pending.op === CREATE2 ? 'by CREATE2' : 'by CREATE',
    ...(parent.isStatic ? ['in a static frame'] : []),
  ]
}

function addressOf({ pending }: RunningState, creator: Address, nonce: bigint): Address {
  if (pending?.op !== CREATE2) return createdAddress(creator, nonce)
  const init = readRange(treeAt(pending, 2), countAt(pending, 3), countAt(pending, 4), null)
  return createdAddress2(creator, BigInt(pending.words[5] as bigint), keccak256(init))
}

function isEntered(
  before: RunningState,
  { kind, frame }: RunningState,
  self: Address,
  hasCode: boolean,
): boolean {
  if (kind !== Kind.EXEC || frame === null || !frame.isCreate || frame.self !== self) return false
  if (frame.depth !== (before.frame?.depth ?? 0) + 1) return false
  return hasCode === (frame.codeHash !== EMPTY_CODE_HASH)
}

import {
  type Address,
  type Authorization,
  type CodeHash,
  fromHex,
  NONCE_LIMIT,
  recoverAuthorization,
  type StateRoot,
} from '@mvm/protocol'
import { isAlwaysWarm } from '../access/isAlwaysWarm.ts'
import { TxMapEntry, txMapKey } from '../access/txMapKey.ts'
import { openAccount, putAccount } from '../account/Account.ts'
import { openWord, putWord } from '../account/openSlot.ts'
import { delegationTarget } from '../opcode/delegationTarget.ts'
import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { PendingWord } from '../state/Pending.ts'
import type { Transaction } from '../state/Transaction.ts'
import type { World } from '../state/World.ts'
import { type ContentStore, EMPTY_CODE_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_LIST, ListEntry, openEntry } from '../transaction/listChain.ts'
import { CallFlag } from './CallFlag.ts'
import { ExitOutcome } from './ExitOutcome.ts'
import { transactionOf } from './transactionOf.ts'

const CREATE = 0xf0n
/** EIP-7702: what is given back for an authority that was there before. */
const EXISTING_AUTHORITY_REFUND = 12_500n
const NOBODY = `0x${'00'.repeat(20)}`

/** One entry of the transaction's lists; when there is none left, begins its outermost frame. */
export function txListsStep(
  state: RunningState,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const transaction = transactionOf(state)
  if (transaction.listHash === EMPTY_LIST) return begin(state, transaction, store, tape)
  const entry = openEntry(store, transaction.listHash, tape)
  const world =
    entry.type === ListEntry.ADDRESS
      ? warmed(state.world, state, entry.address, store, tape)
      : entry.type === ListEntry.SLOT
        ? marked(state.world, TxMapEntry.WARM_SLOT, entry.address, entry.slot, store, tape)
        : authorized(state, entry.authorization, store, tape)
  return { ...state, world, transaction: { ...transaction, listHash: entry.rest } }
}

function begin(
  state: RunningState,
  transaction: Transaction,
  store: ContentStore,
  tape: TapeRecorder | null,
): RunningState {
  const { origin, to, isCreate, value, gasLimit, intrinsicGas, permMask } = transaction
  const { calldata, calldataLength } = transaction
  const gas = gasLimit - intrinsicGas
  const data: PendingWord[] = calldataLength === 0 ? [0, 0, 0] : [calldata, 0, calldataLength]
  if (isCreate) {
    const isDenied = ((permMask >> CREATE) & 1n) === 0n
    return isDenied
      ? { ...state, kind: Kind.TX_FINALIZE, pending: { op: 0, words: [ExitOutcome.HALTED, 0n] } }
      : { ...state, kind: Kind.CREATE_ENTER, pending: { op: 0, words: [value, gas, ...data] } }
  }
  const { account } = openAccount(store, state.world.stateRoot, to, tape)
  const target = delegateOf(account.codeHash, store, tape)
  const world = target === null ? state.world : warmed(state.world, state, target, store, tape)
  const flags = target === null ? 0 : CallFlag.DELEGATED
  const words = [origin, to, target ?? to, value, value, gas, flags, ...data]
  return { ...state, kind: Kind.CALL_ENTER, world, pending: { op: 0, words } }
}

/** Whom an account's code stands for, which only its bytes tell: an element of the tape unless there are none. */
function delegateOf(
  codeHash: CodeHash,
  store: ContentStore,
  tape: TapeRecorder | null,
): Address | null {
  if (codeHash === EMPTY_CODE_HASH) return null
  const code = store.code(codeHash)
  tape?.append(code)
  return delegationTarget(code)
}

/** What an authorization does (EIP-7702); one that is not valid does nothing but, if it is signed, warm its signer. */
function authorized(
  state: RunningState,
  authorization: Authorization,
  store: ContentStore,
  tape: TapeRecorder | null,
): World {
  const { world, block } = state
  const { chainId, address, nonce } = authorization
  if (chainId !== 0n && chainId !== BigInt(block.chainId)) return world
  if (nonce >= NONCE_LIMIT) return world
  const authority = recoverAuthorization(authorization)
  if (authority === undefined) return world
  const warm = warmed(world, state, authority, store, tape)
  const opened = openAccount(store, warm.stateRoot, authority, tape)
  const { account, isPresent } = opened
  if (account.codeHash !== EMPTY_CODE_HASH && delegateOf(account.codeHash, store, tape) === null) {
    return warm
  }
  if (account.nonce !== nonce) return warm
  const codeHash =
    address === NOBODY
      ? EMPTY_CODE_HASH
      : store.keepCode(Buffer.concat([Uint8Array.of(0xef, 0x01, 0x00), fromHex(address)]))
  const changed = { ...account, nonce: nonce + 1n, codeHash }
  const stateRoot = putAccount(store, opened, changed, tape) as StateRoot
  const refund = warm.refund + (isPresent ? EXISTING_AUTHORITY_REFUND : 0n)
  return { ...warm, stateRoot, refund }
}

function warmed(
  world: World,
  state: RunningState,
  address: Address,
  store: ContentStore,
  tape: TapeRecorder | null,
): World {
  const parties = { transaction: transactionOf(state), block: state.block }
  if (isAlwaysWarm(parties, address)) return world
  return marked(world, TxMapEntry.WARM_ADDRESS, address, 0n, store, tape)
}

function marked(
  world: World,
  entry: number,
  address: Address,
  slot: bigint,
  store: ContentStore,
  tape: TapeRecorder | null,
): World {
  const word = openWord(store, world.txMapRoot, txMapKey(entry, address, slot), tape)
  return { ...world, txMapRoot: putWord(store, word, 1n, tape) }
}

import { type Address, predeploys, systemSenders } from '@mvm/protocol'
import type { Transaction } from '../state/Transaction.ts'
import { DEPOSIT_TYPE } from '../transaction/depositTransaction.ts'
import type { CharterWitness } from './CharterWitness.ts'

/** What a charter lets a transaction do: a line of the table of spec 2.3. */
export interface Grant {
  readonly maySubmit: boolean
  readonly mask: bigint
  /** Of a transaction to the management contract: that contract, whose own frames run unbound. Else zero. */
  readonly management: Address
}

const ALL = (1n << 256n) - 1n
/** Everything but CREATE and CREATE2: a charter can never block exit. */
const EXIT_MASK = ALL & ~(1n << 0xf0n) & ~(1n << 0xf5n)
const SUBMIT = 0xfen
const NOBODY = `0x${'00'.repeat(20)}` as Address
const UNBOUND: Grant = { maySubmit: true, mask: ALL, management: NOBODY }

/** Reads of the charter what the transaction needs of it, and nothing for one that it never binds. */
export function grantOf(transaction: Transaction, charter: () => CharterWitness): Grant {
  const { origin, to, isCreate, charterSigner } = transaction
  const isDeposit = transaction.type === DEPOSIT_TYPE
  if (isDeposit && isNeverBound(transaction)) return UNBOUND
  const witness = charter()
  const management = witness.management()
  if (origin === management) return UNBOUND
  if (!isCreate && to === management && management !== NOBODY) {
    return { maySubmit: true, mask: witness.mask(charterSigner), management }
  }
  if (isDeposit && isExit(to)) return { ...UNBOUND, mask: EXIT_MASK }
  const mask = witness.mask(charterSigner)
  return { maySubmit: ((mask >> SUBMIT) & 1n) === 1n, mask, management: NOBODY }
}

/** Whether a call goes to where assets leave the chain. */
export function isExit(to: Address): boolean {
  return to === predeploys.l2StandardBridge || to === predeploys.l2ToL1MessagePasser
}

/** A system deposit, or one of assets by the bridge. */
function isNeverBound({ origin, to, isSystem }: Transaction): boolean {
  return (
    isSystem || (origin === systemSenders.l1StandardBridge && to === predeploys.l2StandardBridge)
  )
}

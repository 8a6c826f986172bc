import type { WrittenAccount } from '@mvm/execution'
import { type Address, asAddress, fromHex, type Hex } from '@mvm/protocol'
import type { StateTestAccount } from './StateTest.ts'
import { wordOf } from './wordOf.ts'

/** A state test's accounts, as state is written. */
export function accountsOf(
  pre: Readonly<Record<Hex, StateTestAccount>>,
): Map<Address, WrittenAccount> {
  const accounts = new Map<Address, WrittenAccount>()
  for (const [address, { nonce, balance, code, storage }] of Object.entries(pre)) {
    const slots = Object.entries(storage) as [Hex, Hex][]
    accounts.set(asAddress(address), {
      nonce: BigInt(nonce),
      balance: BigInt(balance),
      code: fromHex(code),
      storage: new Map(slots.map(([slot, word]) => [wordOf(slot), wordOf(word)])),
    })
  }
  return accounts
}

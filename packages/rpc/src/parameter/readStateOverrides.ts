import type { AccountOverride, Address, Hex } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readAddress } from './readAddress.ts'
import { readData } from './readData.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readHash } from './readHash.ts'
import { readQuantity } from './readQuantity.ts'
import { readUint64 } from './readUint64.ts'

/** Accounts to change before a simulation. */
export type StateOverrides = ReadonlyMap<Address, AccountOverride>

/** Changes by address, with the fields that geth has: balance, nonce, code, state, stateDiff. */
export function readStateOverrides(value: unknown, at: string): StateOverrides {
  const overrides = new Map<Address, AccountOverride>()
  for (const [key, account] of Object.entries(readFields(value, at))) {
    const address = readAddress(key, `${at}.${key.slice(0, 42)}`)
    overrides.set(address, readAccountOverride(account, `${at}.${address}`))
  }
  return overrides
}

function readAccountOverride(value: unknown, at: string): AccountOverride {
  const fields = readFields(value, at)
  const movedTo = readField(fields, 'movePrecompileToAddress', readAddress, at)
  const balance = readField(fields, 'balance', readQuantity, at)
  const nonce = readField(fields, 'nonce', readUint64, at)
  const code = readField(fields, 'code', readData, at)
  const replaced = readField(fields, 'state', readSlots, at)
  const merged = readField(fields, 'stateDiff', readSlots, at)
  if (replaced !== undefined && merged !== undefined) {
    throw new InvalidParameterError({ at, problem: 'has both "state" and "stateDiff"' })
  }
  return {
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(balance === undefined ? {} : { balance }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(code === undefined ? {} : { code }),
    ...(replaced === undefined ? {} : { storage: { mode: 'replace' as const, slots: replaced } }),
    ...(merged === undefined ? {} : { storage: { mode: 'merge' as const, slots: merged } }),
  }
}

function readSlots(value: unknown, at: string): ReadonlyMap<Hex, Hex> {
  return new Map(
    Object.entries(readFields(value, at)).map(([slot, word]) => [
      readHash(slot, `${at}.${slot.slice(0, 66)}`),
      readHash(word, `${at}.${slot.slice(0, 66)}`),
    ]),
  )
}

import type { AccessListEntry } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readAddress } from './readAddress.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readHash } from './readHash.ts'
import { readList } from './readList.ts'

const readStorageKeys = readList(readHash)

function readEntry(value: unknown, at: string): AccessListEntry {
  const fields = readFields(value, at)
  const address = readField(fields, 'address', readAddress, at)
  if (address === undefined) throw new InvalidParameterError({ at, problem: 'want an address' })
  return { address, storageKeys: readField(fields, 'storageKeys', readStorageKeys, at) ?? [] }
}

/** An access list (EIP-2930). */
export const readAccessList = readList(readEntry)

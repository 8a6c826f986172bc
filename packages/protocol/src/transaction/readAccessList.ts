import { asAddress } from '../account/Address.ts'
import { type Hex, toHex } from '../bytes/toHex.ts'
import type { RlpReader } from '../rlp/RlpReader.ts'
import type { AccessListEntry } from './Transaction.ts'

/** Reads an access list (EIP-2930). Throws MalformedRlpError. */
export function readAccessList(reader: RlpReader): AccessListEntry[] {
  const entries: AccessListEntry[] = []
  const listEnd = reader.enterList()
  while (!reader.isAtEnd) {
    const entryEnd = reader.enterList()
    const address = asAddress(toHex(reader.bytesOfLength(20)))
    const storageKeys: Hex[] = []
    const keysEnd = reader.enterList()
    while (!reader.isAtEnd) storageKeys.push(toHex(reader.bytesOfLength(32)))
    reader.leaveList(keysEnd)
    reader.leaveList(entryEnd)
    entries.push({ address, storageKeys })
  }
  reader.leaveList(listEnd)
  return entries
}

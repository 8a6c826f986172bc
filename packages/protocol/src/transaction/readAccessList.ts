import { asAddress } from '../account/Address.ts'
import { toHex } from '../bytes/toHex.ts'
import type { RlpReader } from '../rlp/RlpReader.ts'
import type { AccessListEntry } from './Transaction.ts'

/** Reads an access list (EIP-2930). Throws MalformedRlpError. */
export function readAccessList(reader: RlpReader): AccessListEntry[] {
  return reader.list(() => {
    const end = reader.enterList()
    const address = asAddress(toHex(reader.bytesOfLength(20)))
    const storageKeys = reader.list(() => toHex(reader.bytesOfLength(32)))
    reader.leaveList(end)
    return { address, storageKeys }
  })
}

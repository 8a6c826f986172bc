import type { AccessListEntry } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'

/** An access list (EIP-2930). */
export function formatAccessList(accessList: readonly AccessListEntry[]): Json {
  return accessList.map(({ address, storageKeys }) => ({ address, storageKeys }))
}

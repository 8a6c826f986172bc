import type { Address } from '@mvm/protocol'

const NOBODY = `0x${'00'.repeat(20)}`

/** Whether a transaction goes to the management contract; a charter that names none has none at address zero. */
export function callsManagement(to: Address | null, managementContract: Address): boolean {
  return to === managementContract && managementContract !== NOBODY
}

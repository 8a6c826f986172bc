import type { Address } from '../account/Address.ts'

const at = (hex: string): Address => hex as Address

/** Senders, on L2, of queue elements that the system's L1 contracts enqueue; no L1 address stands in the genesis state (spec 2.1). */
export const systemSenders = {
  comCo: at('0x4200000000000000000000000000000000000f01'),
  l1StandardBridge: at('0x4200000000000000000000000000000000000f02'),
  l1CrossDomainMessenger: at('0x4200000000000000000000000000000000000f03'),
} as const

import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'

/** Proofs of as many slots as are allowed, and of one more. */
export const proofs: Attack = (options) => {
  const { logger, addresses } = options.target
  const slots = (count: number) => Array.from({ length: count }, (_, i) => `0x${i.toString(16)}`)
  return rotate(
    options,
    [
      request('eth_getProof', logger, slots(1_024), 'latest'),
      request('eth_getProof', '0x4200000000000000000000000000000000000DAC', slots(1_024), 'latest'),
      request('eth_getProof', logger, slots(1_025), 'latest'),
      request('eth_getStorageValues', { [logger]: slots(1_024) }, 'latest'),
      ...addresses.map((address) => request('eth_getProof', address, slots(512), 'latest')),
    ],
    8,
  )
}

import { resolveBlock } from '../../chain/resolveBlock.ts'
import { InvalidParameterError } from '../../error/InvalidParameterError.ts'
import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readFields } from '../../parameter/readFields.ts'
import { readList } from '../../parameter/readList.ts'
import { readStorageSlot } from '../../parameter/readStorageSlot.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

const readSlots = readList(readStorageSlot)

/** Slots by account. */
function readRequests(value: unknown, at: string) {
  const requests = Object.entries(readFields(value, at)).map(([key, slots]) => {
    const place = `${at}.${key.slice(0, 42)}`
    return { address: readAddress(key, place), slots: readSlots(slots, place) }
  })
  if (requests.every(({ slots }) => slots.length === 0)) {
    throw new InvalidParameterError({ at: '', problem: 'empty request' })
  }
  return requests
}

/** Words of several accounts' storage at once. */
export const getStorageValues = defineMethod({
  name: 'eth_getStorageValues',
  parameters: [required('slots', readRequests), optional('block', readBlockReference, latestBlock)],
  handle: async ({ ports, limits }, requests, reference) => {
    const count = requests.reduce((sum, { slots }) => sum + slots.length, 0)
    if (count > limits.proofSlots) {
      throw new LimitExceededError({
        limit: 'proofSlots',
        allowed: limits.proofSlots,
        problem: `${count} slots are too many`,
        remedy: `ask for at most ${limits.proofSlots}`,
      })
    }
    const block = resolveBlock(ports.chain, reference)
    const entries = requests.map(async ({ address, slots }) => {
      const values = slots.map((slot) => ports.state.storageAt(block, address, slot))
      return [address, await Promise.all(values)] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  },
})

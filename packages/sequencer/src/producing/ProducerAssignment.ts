import type { Address } from '@mvm/protocol'

/** Whom L1 has drawn to order and seal for a DAC (spec 5.2). */
export interface ProducerAssignment {
  /**
   * The producer of batches whose origin is this L1 block; `null` where nobody is signed up, `undefined` while this
   * node cannot tell. Must not reject.
   */
  producerAt(originNumber: number): Promise<Address | null | undefined>
}

import type { Address } from '@mvm/protocol'
import type { Tip } from '../committee/chain/Entry.ts'
import type { ProducedBlock, ProductionOrder } from '../producing/ProducerMessage.ts'
import type { BatchOpening } from './BatchOpening.ts'

/** The way to whoever L1 assigns to order and seal. None of the calls rejects, and none takes longer than its deadline. */
export interface ProducerPort {
  /**
   * Has the producer of the batch's origin open it: the opening in its name and with its signature. As it is where nobody
   * is assigned or does so in time.
   *
   * @param tip where the chain ends
   * @param waiting all that waits for a block, asked for when the producer has to be told anew
   */
  open(
    opening: BatchOpening,
    tip: Tip,
    waiting: () => readonly Uint8Array[],
    signal: AbortSignal,
  ): Promise<BatchOpening>

  /**
   * Has the producer of a batch, which somebody else may have opened, seal its next block; `undefined` when it does not,
   * for whatever reason.
   *
   * @param waiting as for `open`
   */
  produce(
    producer: Address,
    order: ProductionOrder,
    waiting: () => readonly Uint8Array[],
    signal: AbortSignal,
  ): Promise<ProducedBlock | undefined>

  /** The block that it sealed last is in the chain, or does not hold. */
  judge(producer: Address, isRight: boolean): void

  /** A further transaction waits. */
  offer(raw: Uint8Array): void
}

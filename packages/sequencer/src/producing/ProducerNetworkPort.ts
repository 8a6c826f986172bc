import type { Address } from '@mvm/protocol'
import type { ProducerRequest } from './ProducerMessage.ts'

/**
 * The way to the producers that are connected to this sequencer, for one DAC. What is sent over one connection comes in
 * order, never altered, and at most once.
 */
export interface ProducerNetworkPort {
  /** Names the present connection of a producer, another one each time; `undefined` while there is none. */
  connectionOf(producer: Address): number | undefined
  send(to: Address, request: ProducerRequest): void
}

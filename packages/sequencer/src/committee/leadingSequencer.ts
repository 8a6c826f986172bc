import type { ProducerClient } from '../producing/ProducerClient.ts'
import { SequencerService } from '../service/SequencerService.ts'
import type { CommitteeOptions } from './CommitteeOptions.ts'
import type { LeadingChain } from './chain/LeadingChain.ts'
import type { TransactionRelay } from './relay/TransactionRelay.ts'

/** The sequencer of a node that leads: what it takes is acknowledged once a backup has it, what it seals once it is decided. */
export function leadingSequencer(
  options: CommitteeOptions,
  parts: {
    readonly chain: LeadingChain
    readonly relay: TransactionRelay
    readonly producers: ProducerClient | undefined
    /** Ends the rest, if the DAC rests. */
    readonly rouse: () => Promise<void>
  },
): SequencerService {
  const { producers: _, ...shared } = options
  const { pending, admission, schedule } = options
  const { chain, relay, producers, rouse } = parts
  return new SequencerService({
    ...shared,
    ...(producers === undefined ? {} : { producers }),
    chain,
    pending: {
      save: async (hash, raw) => {
        await pending.save(hash, raw)
        await relay.replicate(hash, raw)
      },
      remove: (hashes) => pending.remove(hashes),
      all: () => pending.all(),
    },
    admission: {
      examine: async (raw) => {
        await rouse()
        return admission.examine(raw)
      },
    },
    mayPost: ({ head }) => schedule.mayPost(head.number),
  })
}

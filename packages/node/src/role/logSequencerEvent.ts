import type { SequencerEvent } from '@mvm/sequencer'
import type { Logger } from 'pino'

/** Writes what a sequencer does into the log. */
export function logSequencerEvent(logger: Logger, event: SequencerEvent): void {
  switch (event.kind) {
    case 'executable':
    case 'agreed':
      break
    case 'sealed':
      logger.debug({ block: event.blockNumber, transactions: event.transactionCount }, 'sealed')
      break
    case 'closed': {
      const { firstBlock, blockCount: blocks, producer } = event.batch
      logger.info({ firstBlock, blocks, producer, reason: event.reason }, 'closed a batch')
      break
    }
    case 'settled':
      logger.info({ id: event.id, outcome: event.outcome }, 'settled on L1')
      break
    case 'resealing':
      logger.warn(event, 'sealing again')
      break
    case 'produced':
      logger.debug({ block: event.blockNumber }, 'produced')
      break
    case 'unproduced':
      logger.warn(event, 'doing without the producer')
      break
    case 'wrong-base':
      logger.error(event, 'wrong roots stand on L1: nothing is asserted behind them')
      break
    case 'unjudged':
      logger.warn({ err: event.error }, 'what another node has said cannot be looked at')
      break
    case 'adopted':
    case 'waiting':
      logger.info(event, event.kind)
      break
    case 'removed':
      logger.debug({ count: event.removals.length }, 'removed from the pool')
  }
}

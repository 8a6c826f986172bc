import type { BatchTip, L1View } from '@mvm/sequencer'

/** The part of a view on which the derived heads depend. */
export interface ViewedBatches extends Pick<L1View, 'batches' | 'finalizedNumber'> {
  readonly base: Pick<BatchTip, 'nextBlock'>
}

/**
 * A view without the batches up to a final block. They cannot change any more, and a view that has waited may still
 * show them when the local records of them are pruned already.
 */
export function viewAbove(view: ViewedBatches, finalizedNumber: number): ViewedBatches {
  if (view.base.nextBlock > finalizedNumber) return view
  return {
    base: { nextBlock: finalizedNumber + 1 },
    batches: view.batches.filter(({ firstBlock }) => firstBlock > finalizedNumber),
    finalizedNumber: view.finalizedNumber,
  }
}

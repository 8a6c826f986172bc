import { MvmError } from '@mvm/protocol'
import type { DepositionReason } from './member/MemberEffect.ts'

const why: Readonly<Record<DepositionReason | 'not-leading' | 'stale' | 'equivocation', string>> = {
  superseded: 'another sequencer has taken over',
  'no-majority': 'most of the DAC’s committee does not answer',
  'not-ready': 'this node cannot go on at the moment',
  'not-leading': 'another sequencer leads',
  stale: 'the chain has moved',
  equivocation: 'this sequencer has sealed another block on the same parent',
}

/** What only the leader of a DAC's committee can do was asked of a node that does not lead, or no longer does. */
export class NotLeadingError extends MvmError {
  readonly code = 'NOT_LEADING'
  readonly reason: keyof typeof why

  constructor({ reason }: { readonly reason: keyof typeof why }) {
    super(`This node does not lead the DAC’s sequencers: ${why[reason]}`, {
      remedy:
        'Send the transaction again: it is not acknowledged, although it may still be included.',
    })
    this.reason = reason
  }
}

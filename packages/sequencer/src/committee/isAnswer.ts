import type { PeerMessage } from './PeerMessage.ts'

/** What another sequencer says only because it was asked: it may come when the asker rests already. */
export function isAnswer(message: PeerMessage): boolean {
  if (message.kind === 'stored') return true
  if (message.kind !== 'committee') return false
  return ['alive', 'accepted', 'support', 'promise', 'refuse', 'entries'].includes(
    message.message.kind,
  )
}

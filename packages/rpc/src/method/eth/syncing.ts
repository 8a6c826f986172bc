import { formatSyncing } from '../../format/formatSyncing.ts'
import { defineMethod } from '../defineMethod.ts'

/** `false`, or how far catching up has got. */
export const syncing = defineMethod({
  name: 'eth_syncing',
  parameters: [],
  handle: ({ ports }) => formatSyncing(ports.progress()),
})

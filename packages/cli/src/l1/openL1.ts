import { L1Client } from '@mvm/l1'
import type { CommandContext } from '../program/CommandContext.ts'

/** A client of the L1 that the settings name. A command is not a daemon: it gives up after a few seconds. */
export function openL1(context: CommandContext): L1Client {
  const url = context.settings.l1Url?.value ?? ''
  return new L1Client({ urls: [url], attempts: 2, timeoutMs: 10_000 })
}

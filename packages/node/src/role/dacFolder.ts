import { join } from 'node:path'
import type { NodeConfiguration } from './NodeConfiguration.ts'

/** Where a DAC's storage unit is. */
export function dacFolder({ dataFolder }: NodeConfiguration, chainId: number): string {
  return join(dataFolder, 'dacs', String(chainId))
}

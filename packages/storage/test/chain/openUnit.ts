import { StorageUnit, type StorageUnitOptions } from '@mvm/storage'
import { onTestFinished } from 'vitest'
import { makeGenesis } from './makeGenesis.ts'
import { tempFolder } from './tempFolder.ts'

export const chainId = 1088
export const genesis = makeGenesis(chainId)

/** A storage unit in `folder` or a new one; it is closed with the test. */
export async function openUnit(
  folder?: string,
  options: Partial<StorageUnitOptions> = {},
): Promise<StorageUnit> {
  const unit = await StorageUnit.open(folder ?? (await tempFolder()), {
    chainId,
    genesis,
    ...options,
  })
  onTestFinished(() => unit.close())
  return unit
}

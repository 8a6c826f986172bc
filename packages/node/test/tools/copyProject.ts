import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tempFolder } from '../support/tempFolder.ts'

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url))

/** A developer's project in a folder of its own, with the packages that the workspace has installed. */
export function copyProject(name: 'forge-project' | 'hardhat-project') {
  const folder = tempFolder(name)
  cpSync(fileURLToPath(new URL(name, import.meta.url)), folder.path, { recursive: true })
  symlinkSync(MODULES, join(folder.path, 'node_modules'))
  return folder
}

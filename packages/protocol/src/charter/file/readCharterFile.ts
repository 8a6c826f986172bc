import { CharterFileError } from '../../error/CharterFileError.ts'
import type { CharterFile } from './CharterFile.ts'
import { lintCharterFile } from './lintCharterFile.ts'

/** Reads a charter in human form (YAML, spec 2.3). Throws {@link CharterFileError} with all its mistakes. */
export function readCharterFile(text: string): CharterFile {
  const { file, problems } = lintCharterFile(text)
  if (file === undefined) throw new CharterFileError({ problems })
  return file
}

import type { LocalText } from '../local-text'

const reasons: Readonly<Record<string, LocalText>> = {
  ENOENT: { en: 'there is no such file or folder', zh: '文件或文件夹不存在' },
  ENOTDIR: { en: 'a part of the path is not a folder', zh: '路径中的某一部分不是文件夹' },
  EISDIR: { en: 'this is a folder', zh: '这是一个文件夹' },
  EACCES: { en: 'this user may not', zh: '当前用户无权访问' },
  EPERM: { en: 'this user may not', zh: '当前用户无权访问' },
  EROFS: { en: 'the disk is read-only', zh: '磁盘为只读' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EDQUOT: { en: 'the disk quota is used up', zh: '磁盘配额已用完' },
  EBUSY: { en: 'another program is using it', zh: '其他程序正在使用' },
  EMFILE: { en: 'too many files are open', zh: '打开的文件过多' },
  ENAMETOOLONG: { en: 'the name is too long', zh: '名称过长' },
  EIO: { en: 'the disk failed', zh: '磁盘故障' }
}

/** Why a file or folder could not be used, by the operating system's code (`ENOENT`). */
export function fileProblem(path: string, code: string): LocalText {
  const reason = reasons[code]
  return reason === undefined
    ? { en: `${path}: ${code}`, zh: `${path}：${code}` }
    : { en: `${path}: ${reason.en} (${code})`, zh: `${path}：${reason.zh}（${code}）` }
}

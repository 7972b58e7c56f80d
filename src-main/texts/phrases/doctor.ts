import type { LocalText } from '../local-text'

/** One finding of the reader check: what is the case, why it matters, what to do. */
export interface DoctorPhrases {
  readonly title: LocalText
  readonly detail?: LocalText
  readonly remedy?: LocalText
}

export function bindingMissing(): DoctorPhrases {
  return {
    title: { en: 'The component that talks to card readers is missing', zh: '缺少与读卡器通信的组件' },
    detail: {
      en: 'Neither readers nor cards can be seen; virtual readers work.',
      zh: '无法识别读卡器和卡片；虚拟读卡器可正常使用。'
    },
    remedy: {
      en: 'Install the system library (Debian and Ubuntu: apt install libpcsclite1), then install Cardwright again.',
      zh: '请安装系统库（Debian、Ubuntu：apt install libpcsclite1），然后重新安装 Cardwright。'
    }
  }
}

export function bindingLoaded(driver: string): DoctorPhrases {
  return { title: { en: `Reader component loaded (${driver})`, zh: `读卡器组件已加载（${driver}）` } }
}

export function serviceRunning(): DoctorPhrases {
  return { title: { en: 'The smart-card service is running', zh: '智能卡服务正在运行' } }
}

export function serviceStarting(): DoctorPhrases {
  return {
    title: { en: 'The smart-card service has not answered yet', zh: '智能卡服务尚未响应' },
    remedy: { en: 'Run the check again in a moment.', zh: '请稍后重新检查。' }
  }
}

const stopped: LocalText = { en: 'The smart-card service is not running', zh: '智能卡服务未运行' }
const foundByItself: LocalText = {
  en: 'Cardwright notices by itself when it runs.',
  zh: '服务启动后 Cardwright 会自动识别。'
}

export function serviceNotInstalled(): DoctorPhrases {
  return {
    title: stopped,
    detail: { en: 'pcscd was not started, or is not installed.', zh: 'pcscd 未启动或未安装。' },
    remedy: {
      en: 'Install it (Debian and Ubuntu: sudo apt install pcscd) and start it: sudo systemctl enable --now pcscd.socket',
      zh: '请安装（Debian、Ubuntu：sudo apt install pcscd）并启动：sudo systemctl enable --now pcscd.socket'
    }
  }
}

export function serviceCrashed(): DoctorPhrases {
  return {
    title: stopped,
    detail: {
      en: 'pcscd left its socket behind: it crashed or was ended.',
      zh: 'pcscd 遗留了套接字文件：它已崩溃或被终止。'
    },
    remedy: {
      en: 'Start it again: sudo systemctl restart pcscd',
      zh: '请重新启动：sudo systemctl restart pcscd'
    }
  }
}

export function serviceStoppedOnWindows(): DoctorPhrases {
  return {
    title: stopped,
    detail: {
      en: 'Windows starts the service “Smart Card” only once a reader was plugged in, and may stop it when none is left.',
      zh: 'Windows 仅在连接过读卡器后才启动“Smart Card”服务，并可能在无读卡器时停止该服务。'
    },
    remedy: {
      en: 'Plug a reader in. If that does not help, open services.msc and start “Smart Card” (SCardSvr).',
      zh: '请连接读卡器。若无效，请打开 services.msc 并启动“Smart Card”（SCardSvr）服务。'
    }
  }
}

export function serviceStoppedElsewhere(): DoctorPhrases {
  return { title: stopped, detail: foundByItself, remedy: { en: 'Plug a reader in.', zh: '请连接读卡器。' } }
}

export function noPermission(): DoctorPhrases {
  return {
    title: { en: 'This user may not use the smart-card service', zh: '当前用户无权使用智能卡服务' },
    detail: {
      en: 'A rule of the system (polkit) keeps this session from pcscd; that is usual over SSH.',
      zh: '系统规则（polkit）禁止此会话访问 pcscd；通过 SSH 登录时常见此情况。'
    },
    remedy: {
      en: 'Ask the administrator for a polkit rule that allows org.debian.pcsc-lite.access_pcsc and access_card to this user.',
      zh: '请管理员添加 polkit 规则，允许该用户使用 org.debian.pcsc-lite.access_pcsc 和 access_card。'
    }
  }
}

export function kernelModuleHolds(modules: readonly string[]): DoctorPhrases {
  const names = modules.join(' ')
  return {
    title: {
      en: `A kernel module holds the ACR122U (${names})`,
      zh: `内核模块占用了 ACR122U（${names}）`
    },
    detail: {
      en: 'Linux has an NFC driver of its own that takes this reader away from the smart-card service.',
      zh: 'Linux 自带的 NFC 驱动占用了该读卡器，智能卡服务无法使用它。'
    },
    remedy: {
      en: `Unload it: sudo modprobe -r ${names}. To keep it away, put “blacklist pn533_usb” and “blacklist pn533” into /etc/modprobe.d/blacklist-pn533.conf. Then plug the reader in again.`,
      zh: `请卸载：sudo modprobe -r ${names}。如需永久禁用，请在 /etc/modprobe.d/blacklist-pn533.conf 中写入“blacklist pn533_usb”和“blacklist pn533”，然后重新连接读卡器。`
    }
  }
}

export function kernelModuleMayHold(modules: readonly string[]): DoctorPhrases {
  const names = modules.join(' ')
  return {
    title: { en: `The kernel module ${names} is loaded`, zh: `已加载内核模块 ${names}` },
    detail: {
      en: 'No ACR122U is plugged in now; when one is, this module may take it.',
      zh: '当前未连接 ACR122U；连接后可能被该模块占用。'
    },
    remedy: {
      en: `If so, unload it: sudo modprobe -r ${names}`,
      zh: `如遇此情况，请卸载：sudo modprobe -r ${names}`
    }
  }
}

export function escapeDisabledOnWindows(): DoctorPhrases {
  return {
    title: escapeTitle,
    detail: escapeDetail,
    remedy: {
      en: 'In the registry, under HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USB\\VID_072F&PID_2200\\…\\Device Parameters, set the DWORD EscapeCommandEnable to 1, then plug the reader in again.',
      zh: '请在注册表 HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USB\\VID_072F&PID_2200\\…\\Device Parameters 下将 DWORD 值 EscapeCommandEnable 设为 1，然后重新连接读卡器。'
    }
  }
}

const escapeTitle: LocalText = {
  en: 'Commands to the reader itself are switched off',
  zh: '未启用对读卡器本身的命令（Escape）'
}
const escapeDetail: LocalText = {
  en: 'Lamps, buzzer and reader settings can be reached only while a card lies on the reader. Reading cards works.',
  zh: '仅在放置卡片时可控制指示灯、蜂鸣器和读卡器设置。读卡不受影响。'
}

export function escapeDisabledInLibccid(): DoctorPhrases {
  return {
    title: escapeTitle,
    detail: escapeDetail,
    remedy: {
      en: 'In the Info.plist of libccid (ifd-ccid.bundle/Contents), set ifdDriverOptions to 0x0001 and restart pcscd.',
      zh: '请将 libccid 的 Info.plist（ifd-ccid.bundle/Contents）中的 ifdDriverOptions 设为 0x0001，并重启 pcscd。'
    }
  }
}

export function escapeEnabled(): DoctorPhrases {
  return { title: { en: 'Commands to the reader itself are allowed', zh: '已允许对读卡器本身的命令' } }
}

export function appleDriver(): DoctorPhrases {
  return {
    title: { en: 'macOS uses its own reader driver', zh: 'macOS 正在使用自带的读卡器驱动' },
    detail: {
      en: 'Apple’s driver passes no commands to the reader itself, and some readers do not work well with it.',
      zh: '苹果自带驱动不转发对读卡器本身的命令，且部分读卡器与其兼容性不佳。'
    },
    remedy: {
      en: 'To use libccid instead: sudo defaults write /Library/Preferences/com.apple.security.smartcard useIFDCCID -bool yes, then plug the reader in again.',
      zh: '如需改用 libccid：sudo defaults write /Library/Preferences/com.apple.security.smartcard useIFDCCID -bool yes，然后重新连接读卡器。'
    }
  }
}

export function readersFound(names: readonly string[]): DoctorPhrases {
  return {
    title: {
      en: names.length === 1 ? '1 reader is connected' : `${names.length} readers are connected`,
      zh: `已连接 ${names.length} 个读卡器`
    },
    detail: { en: names.join(', '), zh: names.join('，') }
  }
}

export function noReader(): DoctorPhrases {
  return {
    title: { en: 'No card reader is connected', zh: '未连接读卡器' },
    remedy: {
      en: 'Plug one in; it is found by itself. Without one, everything can be tried on a virtual card.',
      zh: '请连接读卡器，程序会自动识别。没有读卡器时，可使用虚拟卡体验全部功能。'
    }
  }
}

export function readerNotTaken(usb: readonly string[]): DoctorPhrases {
  const ids = usb.join(', ')
  return {
    title: {
      en: `A reader is plugged in that the smart-card service does not see (USB ${ids})`,
      zh: `已连接读卡器，但智能卡服务未识别（USB ${ids}）`
    },
    detail: {
      en: 'Its driver is missing, or another program has it.',
      zh: '缺少驱动程序，或被其他程序占用。'
    },
    remedy: {
      en: 'Install the driver (Debian and Ubuntu: sudo apt install libccid; others from the maker), then plug it in again.',
      zh: '请安装驱动（Debian、Ubuntu：sudo apt install libccid；其他请从厂商获取），然后重新连接。'
    }
  }
}

export function cardInUse(reader: string): DoctorPhrases {
  return {
    title: { en: `The card on ${reader} is in use`, zh: `${reader} 上的卡片正在使用中` },
    detail: {
      en: 'Another program, or another window of this one, has the card open.',
      zh: '其他程序或本程序的其他窗口正在使用该卡片。'
    },
    remedy: {
      en: 'If a card cannot be opened, close the other program (browsers, GnuPG and bank software hold cards for long).',
      zh: '若无法打开卡片，请关闭其他程序（浏览器、GnuPG、网银软件可能长时间占用卡片）。'
    }
  }
}

export function cardMute(reader: string): DoctorPhrases {
  return {
    title: { en: `The card on ${reader} does not answer`, zh: `${reader} 上的卡片无应答` },
    remedy: {
      en: 'Take it out, check which way round it is, clean its contacts and put it back.',
      zh: '请取出卡片，检查放置方向，清洁触点后重新放置。'
    }
  }
}

export function readerLimit(limit: number): DoctorPhrases {
  return {
    title: { en: `${limit} readers are shown, and no more can be`, zh: `已显示 ${limit} 个读卡器，已达上限` },
    detail: {
      en: `The component that talks to readers sees ${limit} at most.`,
      zh: `与读卡器通信的组件最多识别 ${limit} 个读卡器。`
    },
    remedy: {
      en: 'Unplug readers that you do not need, or start Cardwright with CARDWRIGHT_PCSC_DRIVER=pcsclite.',
      zh: '请拔出不需要的读卡器，或以 CARDWRIGHT_PCSC_DRIVER=pcsclite 启动 Cardwright。'
    }
  }
}

export function virtualReaders(count: number): DoctorPhrases {
  return {
    title: {
      en: count === 1 ? '1 virtual reader is ready' : `${count} virtual readers are ready`,
      zh: `${count} 个虚拟读卡器可用`
    }
  }
}

export function neverSeen(profile: LocalText): DoctorPhrases {
  return {
    title: {
      en: `${profile.en}: described, but never tried with this program`,
      zh: `${profile.zh}：依据资料支持，未经实机验证`
    },
    detail: {
      en: 'What is known of this reader comes from its manual.',
      zh: '对该读卡器的支持依据其说明书。'
    }
  }
}

export function setAside(files: readonly string[]): DoctorPhrases {
  return {
    title: {
      en: 'Damaged files in the data folder were set aside',
      zh: '数据文件夹中的损坏文件已被移开'
    },
    detail: {
      en: `What they held began anew: ${files.join(', ')}`,
      zh: `其内容已重新建立：${files.join('、')}`
    },
    remedy: {
      en: 'Delete them if you need nothing that was in them.',
      zh: '如不再需要其中内容，可将其删除。'
    }
  }
}

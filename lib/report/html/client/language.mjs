// @ts-check
import { byId } from './page.mjs';

const LANGUAGE_KEY = 'isms-language';

/** @returns {'en' | 'zh'} */
export function language() {
  return byId('lang-zh').checked ? 'zh' : 'en';
}

/** The style sheet follows the choice by itself; what it cannot reach is changed here. @param {string} lang */
export function speak(lang) {
  byId(lang === 'zh' ? 'lang-zh' : 'lang-en').checked = true;
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-en]')) {
    const text = element.getAttribute(`data-${lang}`) ?? '';
    if (element instanceof HTMLInputElement) element.placeholder = text;
    else element.textContent = text;
  }
}

export function followLanguage() {
  for (const id of ['lang-en', 'lang-zh']) {
    byId(id).addEventListener('change', () => {
      speak(language());
      remember(LANGUAGE_KEY, language());
    });
  }
  speak(remembered(LANGUAGE_KEY) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a page opened from a file may be denied storage
  }
}

/** @param {string} key @returns {string | null} */
export function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

import { mount } from 'svelte'
import App from './app.svelte'
import './base.css'
import { windowClient } from './ipc/client'
import './tokens.css'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no element #app')

mount(App, { target, props: { client: windowClient(), memory: window.localStorage } })

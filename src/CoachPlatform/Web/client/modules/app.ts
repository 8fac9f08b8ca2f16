import { arrived } from './arrival'
import { board } from './board'
import { dialogs } from './dialog'
import { drafts } from './draft'
import { quickExit } from './exit'
import { forms } from './forms'
import { growing } from './grow'
import { lists } from './lists'
import { live } from './live'
import { ranks } from './rank'
import { scales } from './scale'

// Way out first: whatever fails after it, leaving works.
quickExit()
forms()
scales()
ranks()
lists()
growing()
dialogs()
drafts()
board()
arrived()
live()

package main

import "fmt"

type Mailbox struct {
	messages chan string // BROKEN: nobody calls make, so this is nil
}

func (m *Mailbox) Post(message string) {
	m.messages <- message // on a nil channel: waits for ever
}

func main() {
	var box Mailbox
	go box.Post("hello")
	fmt.Println(<-box.messages) // waits for ever too
}
